extension FargateAgent {
    /// What moto's server runs before it serves: a module of Python's.
    static let script = """
        names = "io json os queue subprocess threading time"
        io, json, os, queue, subprocess, threading, time = map(__import__, names.split())
        from datetime import datetime, timezone
        from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
        from urllib.parse import parse_qs
        from moto.core.responses import ActionResult
        from moto.ecs.exceptions import EcsClientException, InvalidParameterException
        from moto.ecs.models import EC2ContainerServiceBackend, TaskDefinition
        from moto.ecs.responses import EC2ContainerServiceResponse
        from moto.logs.models import logs_backends
        from moto.moto_server.werkzeug_app import DomainDispatcherApplication

        with open("agent.json") as file:
            control = json.load(file)
        lock, jobs, tasks, answers = threading.RLock(), queue.Queue(), [], {}
        state = {"fate": {"kind": "serves"}, "faults": [], "asked": []}

        # What a stack says of a definition and moto forgets.
        def define(cls, resource_name, cloudformation_json, account_id, region_name, **rest):
            wanted = cloudformation_json["Properties"]
            made = plain_define(resource_name, cloudformation_json, account_id, region_name, **rest)
            platform = wanted.get("RuntimePlatform", {})
            made.cpu, made.memory = str(wanted.get("Cpu", 256)), str(wanted.get("Memory", 512))
            made.requires_compatibilities = wanted.get("RequiresCompatibilities")
            made.compatibilities, made.network_mode = ["EC2", "FARGATE"], wanted.get("NetworkMode")
            made.runtime_platform = {key[0].lower() + key[1:]: value for key, value in platform.items()}
            for container in made.container_definitions:
                for mapping in container["portMappings"]:
                    mapping["containerPort"] = int(mapping["containerPort"])
            return made

        plain_define = TaskDefinition.create_from_cloudformation_json
        TaskDefinition.create_from_cloudformation_json = classmethod(define)

        # A task's life.
        def begin_life(self, *rest, **named):
            plain_begin(self, *rest, **named)
            self.fate, self.process, self.has_begun = dict(state["fate"]), None, False
            self.containers[0].exitCode = None
            self.created_at = datetime.now(timezone.utc)
            if self.fate["kind"] == "waits":
                self._transitions = self._transitions[:1]
            tasks.append(self)

        def advance(self):
            with lock:
                plain_advance(self)
                if self.status == "ACTIVATING" and self.fate["kind"] == "lacksImage":
                    end(self, self.fate["reason"], "TaskFailedToStart", None)
                if self.status == "RUNNING" and not self.has_begun:
                    self.has_begun, self.started_at = True, datetime.now(timezone.utc)
                    jobs.put(self)

        def end(task, reason, stop_code, exit_code):
            task.last_status = task.desired_status = "STOPPED"
            task.stopped_reason, task.stop_code = task.stopped_reason or reason, stop_code
            task.stopped_at = datetime.now(timezone.utc)
            for container in task.containers:
                container.last_status, container.exitCode = "STOPPED", exit_code

        def stop(self, cluster_str, task_str, reason):
            with lock:
                task = next((task for task in tasks if task.id == task_str.split("/")[-1]), None)
                if task is None:
                    raise InvalidParameterException("The referenced task was not found.")
                if task.desired_status == "STOPPED":
                    return task
                task.stopped_reason, task.stop_code, task.desired_status = reason or "", "UserInitiated", "STOPPED"
                if task.process is not None and task.process.poll() is None:
                    task.last_status = "STOPPING"
                    task.process.terminate()
                    threading.Timer(30, task.process.kill).start()
                elif task.has_begun and task.process is None and task.fate["kind"] != "silent":
                    task.last_status = "STOPPING"
                else:
                    end(task, "", "UserInitiated", None)
                return task

        plain_begin, plain_advance = Task.__init__, Task.advance
        Task.__init__, Task.advance = begin_life, advance
        EC2ContainerServiceBackend.stop_task = stop

        # The request for a task: a token that is known starts nothing more.
        def run_task(self):
            with lock:
                token, fate = self._get_param("clientToken"), state["fate"]
                if token in answers:
                    return answers[token]
                if fate["kind"] == "refused":
                    raise EcsClientException(fate["reason"])
                if fate["kind"] == "notPlaced":
                    return ActionResult({"tasks": [], "failures": [{"reason": fate["reason"]}]})
                answer = plain_run_task(self)
                if token:
                    answers[token] = answer
                return answer

        plain_run_task = EC2ContainerServiceResponse.run_task
        EC2ContainerServiceResponse.run_task = run_task

        def address(task):
            details = {pair["name"]: pair["value"] for pair in task.attachments[0]["details"]}
            return details["privateIPv4Address"]

        # What runs: made by one thread that never ends, because the kernel ends a process with the thread that made it.
        def work():
            while True:
                task = jobs.get()
                if task.fate["kind"] == "silent":
                    continue
                definition = task._backend.describe_task_definition(task.task_definition_arn).container_definitions[0]
                variables = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "TZ": "UTC"}
                overrides = task.overrides.get("containerOverrides", [])
                for source in [definition] + [one for one in overrides if one["name"] == definition["name"]]:
                    variables.update({pair["name"]: str(pair["value"]) for pair in source.get("environment", [])})
                variables["GLASSLAB_HOST"] = address(task)
                variables["ECS_CONTAINER_METADATA_URI_V4"] = "http://127.0.0.1:%d/metadata" % control["port"]
                command = ["sh", "-c", task.fate["script"]] if "script" in task.fate else [control["streamer"]]
                process = subprocess.Popen(
                    ["setpriv", "--pdeathsig", "KILL", "--"] + command, env=variables, cwd="/", text=True,
                    errors="replace", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
                )
                with lock:
                    task.process = process
                    if task.desired_status == "STOPPED":
                        process.terminate()
                threading.Thread(target=follow, args=(task, definition, process), daemon=True).start()

        def follow(task, definition, process):
            options = definition.get("logConfiguration", {}).get("options", {})
            group = options.get("awslogs-group")
            stream = "%s/%s/%s" % (options.get("awslogs-stream-prefix"), definition["name"], task.id)
            logs = logs_backends[task._account_id][task.region_name]
            for line in process.stdout:
                if group in logs.groups:
                    logs.ensure_log_stream(group, stream)
                    event = {"timestamp": int(time.time() * 1000), "message": line.rstrip()}
                    logs.put_log_events(group, stream, [event])
            code = process.wait()
            code = 128 - code if code < 0 else code
            with lock:
                end(task, "Essential container in task exited", task.stop_code or "EssentialContainerExited", code)

        Task.stop_code = ""
        threading.Thread(target=work, daemon=True).start()

        # Faults of the services: requests that are not answered as they ought to be.
        def call(self, environ, start_response):
            body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            environ["wsgi.input"] = io.BytesIO(body)
            target = environ.get("HTTP_X_AMZ_TARGET", "")
            name = target.split(".")[-1] or parse_qs(body.decode("utf-8", "replace")).get("Action", [""])[0]
            with lock:
                state["asked"].append(name)
                due = [fault for fault in state["faults"] if fault["operation"] in ("", name) and fault["count"] > 0]
                fault = due[0] if due else None
                if fault and fault["spared"] > 0:
                    fault["spared"] -= 1
                    fault = None
                elif fault:
                    fault["count"] -= 1
            if fault is None:
                return plain_call(self, environ, start_response)
            if fault["status"] == 0:
                b"".join(plain_call(self, environ, lambda *rest: None))
                environ["werkzeug.socket"].shutdown(2)
                raise ConnectionAbortedError("the answer is lost")
            code, text = fault["code"], fault["message"]
            if target:
                kind, answer = "application/x-amz-json-1.1", json.dumps({"__type": code, "message": text})
            else:
                kind = "text/xml"
                error = "<Error><Code>%s</Code><Message>%s</Message></Error>" % (code, text)
                answer = "<Response><Errors>%s</Errors></Response>" % error
            start_response("%d Fault" % fault["status"], [("Content-Type", kind), ("Content-Length", str(len(answer)))])
            return [answer.encode()]

        plain_call = DomainDispatcherApplication.__call__
        DomainDispatcherApplication.__call__ = call

        # Where tests look and speak.
        def seen(task):
            process = task.process.pid if task.process is not None and task.process.poll() is None else None
            return {
                "arn": task.task_arn, "status": task.last_status, "desired": task.desired_status, "process": process,
                "address": address(task), "startedBy": task.started_by,
                "stoppedReason": task.stopped_reason, "hasRun": task.has_begun, "overrides": json.dumps(task.overrides),
                "tags": {tag["key"]: tag["value"] for tag in task.tags},
            }

        def forget():
            for task in tasks:
                if task.process is not None and task.process.poll() is None:
                    task.process.kill()
                task._backend.tasks.get(task.cluster_name, {}).pop(task.task_arn, None)
            tasks.clear()
            state.update({"fate": {"kind": "serves"}, "faults": [], "asked": []})

        class Control(BaseHTTPRequestHandler):
            def answer(self, value):
                data = json.dumps(value).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def do_GET(self):
                with lock:
                    if self.path == "/metadata/task":
                        drift = {"ClockErrorBound": 0.25, "ClockSynchronizationStatus": "SYNCHRONIZED"}
                        self.answer({"ClockDrift": drift})
                    elif self.path == "/asked":
                        self.answer({"value": state["asked"]})
                    else:
                        self.answer({"value": [seen(task) for task in tasks]})

            def do_POST(self):
                value = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with lock:
                    if self.path == "/forget":
                        forget()
                    else:
                        state[self.path[1:]] = value
                self.answer({"value": None})

            def log_message(self, *rest):
                pass

        speaker = ThreadingHTTPServer(("127.0.0.1", control["port"]), Control)
        speaker.daemon_threads = True
        threading.Thread(target=speaker.serve_forever, daemon=True).start()

        """
}
